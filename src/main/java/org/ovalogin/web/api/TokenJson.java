package org.ovalogin.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.ovalogin.core.account.Token;
import org.ovalogin.core.administration.Tokens;

/// @param token the secret, only present in the answer to its creation
record TokenJson(
        String id,
        String name,
        String account,
        String role,
        String createdAt,
        String expiresAt,
        @Nullable String lastUsed,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String token) {

    static TokenJson of(Token token) {
        return of(token, null);
    }

    static TokenJson of(Tokens.Issued issued) {
        return of(issued.token(), issued.secret());
    }

    private static TokenJson of(Token token, @Nullable String secret) {
        return new TokenJson(
                token.id().toString(),
                token.name(),
                token.grant().account().name(),
                token.grant().role().code(),
                token.lifetime().createdAt().toString(),
                token.lifetime().expiresAt().toString(),
                Json.time(token.lastUsed()),
                secret);
    }

    /// Without the secret.
    @Override
    public String toString() {
        return "TokenJson[%s]".formatted(id);
    }
}
