package org.ovalogin.lab;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// One call of a [SoftPhone]. Requests are for one thread at a time.
public final class SoftCall implements Leg {
    /// Packets of 20 ms. Pauses of 40 and 60 ms take turns.
    private static final int FAST_TONE = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern CHALLENGE = Pattern.compile("([a-z]+)=\"?([^\",]*)\"?");

    private final SoftPhone phone;
    private final String id;
    private final String tag = UUID.randomUUID().toString().substring(0, 8);
    private final SoundStream sound;
    private final Map<String, BlockingQueue<SipMessage>> replies = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final CompletableFuture<Void> answered = new CompletableFuture<>();

    /// The other side's part in From or To, with its tag once known.
    private String other = "";

    private String target = "";
    private int sequence;
    private volatile boolean over;

    SoftCall(SoftPhone phone) {
        this.phone = phone;
        this.id = UUID.randomUUID().toString();
        this.sound = new SoundStream(phone.here(), phone.keys());
    }

    /// A call to the phone.
    SoftCall(SoftPhone phone, SipMessage invitation) {
        this.phone = phone;
        this.id = invitation.header("Call-ID");
        this.sound = new SoundStream(phone.here(), phone.keys());
        other = invitation.header("From");
        target = SipMessage.address(invitation.header("Contact"));
        sound.start(invitation.audioPort());
        answered.complete(null);
    }

    String id() {
        return id;
    }

    void dial(String number) {
        target = "sip:" + number + "@127.0.0.1:" + phone.line().port();
        other = "<" + target + ">";
        Thread.ofVirtual()
                .start(
                        () -> {
                            var reply = transact("INVITE", sdp("Content-Type: application/sdp"));
                            if (reply.status() == 200) {
                                other = reply.header("To");
                                target = SipMessage.address(reply.header("Contact"));
                                phone.send(request("ACK", sequence, "", ""));
                                sound.start(reply.audioPort());
                                answered.complete(null);
                            } else {
                                answered.completeExceptionally(
                                        new IllegalStateException(reply.start()));
                            }
                        });
    }

    public SoftCall awaitAnswer() {
        answered.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        return this;
    }

    /// Returns once the other side has hung up, as Asterisk does after a transfer.
    public void awaitEnd() {
        ended.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /// Transfers the other side to this number, and hangs up.
    public void transfer(String number) {
        transferTo("sip:" + number + "@127.0.0.1:" + phone.line().port());
    }

    /// Transfers the other side into this call of the same phone.
    public void transfer(SoftCall into) {
        var replaces =
                "%s;to-tag=%s;from-tag=%s"
                        .formatted(into.id, SipMessage.tag(into.other).orElseThrow(), into.tag);
        transferTo(
                SipMessage.address(into.other)
                        + "?Replaces="
                        + URLEncoder.encode(replaces, StandardCharsets.UTF_8));
    }

    private void transferTo(String where) {
        var headers =
                "Refer-To: <%s>\r\nReferred-By: <sip:%s@127.0.0.1>\r\n"
                        .formatted(where, phone.line().shown());
        var reply = transact("REFER", new Content(headers, ""));
        if (reply.status() != 202) throw new IllegalStateException(reply.start());
    }

    public void press(String keys) {
        press(keys, () -> {});
    }

    @Override
    public void press(String keys, Runnable beforeLast) {
        for (var i = 0; i < keys.length(); i++) {
            if (over) return;
            if (i == keys.length() - 1) beforeLast.run();
            if (phone.keys() == SoftPhone.Keys.INFO) info(keys.charAt(i));
            else sound.press(keys.charAt(i));
        }
    }

    /// Presses the keys as fast as a practised hand: 130 ms a key, of which 80 ms are tone.
    public void dialFast(String keys) {
        for (var i = 0; i < keys.length() && !over; i++)
            sound.press(keys.charAt(i), FAST_TONE, FAST_TONE / 2 + i % 2);
    }

    private void info(char key) {
        transact(
                "INFO",
                new Content(
                        "Content-Type: application/dtmf-relay\r\n",
                        "Signal=%s\r\nDuration=100\r\n".formatted(key)));
        SoundStream.pause(Duration.ofMillis(200));
    }

    @Override
    public void close() {
        if (over) return;
        over = true;
        sound.close();
        if (answered.isDone() && !answered.isCompletedExceptionally())
            phone.send(request("BYE", ++sequence, "", ""));
    }

    /// A message of this call, in the phone's own thread.
    void take(SipMessage message) {
        if (message.isReply()) {
            if (message.status() >= 200) replies(message.header("CSeq")).add(message);
            return;
        }
        switch (message.method()) {
            case "ACK" -> {}
            case "INVITE", "UPDATE" -> {
                var sdp = sdp("Content-Type: application/sdp");
                var contact = "Contact: <%s>\r\n".formatted(contact());
                phone.send(message.reply("200 OK", tag, contact + sdp.headers(), sdp.body()));
            }
            case "BYE" -> {
                over = true;
                sound.close();
                phone.send(message.reply("200 OK", tag, "", ""));
                ended.complete(null);
            }
            default -> phone.send(message.reply("200 OK", tag, "", ""));
        }
    }

    private BlockingQueue<SipMessage> replies(String sequence) {
        return replies.computeIfAbsent(sequence, _ -> new LinkedBlockingQueue<>());
    }

    /// @param headers with their line ends
    private record Content(String headers, String body) {}

    private SipMessage transact(String method, Content content) {
        var authorization = "";
        while (true) {
            var number = ++sequence;
            phone.send(request(method, number, authorization + content.headers(), content.body()));
            var reply = reply(number + " " + method);
            if (method.equals("INVITE") && reply.status() >= 300)
                phone.send(request("ACK", number, "", ""));
            if (reply.status() != 401 || !authorization.isEmpty()) return reply;
            authorization = authorization(method, reply.header("WWW-Authenticate"));
        }
    }

    private SipMessage reply(String sequence) {
        try {
            var reply = replies(sequence).poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (reply == null)
                throw new IllegalStateException("no reply to " + sequence + " in " + PATIENCE);
            return reply;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private String contact() {
        var line = phone.line();
        return "sip:%s@%s:%d".formatted(line.shown(), line.address(), phone.port());
    }

    private String request(String method, int number, String headers, String body) {
        var line = phone.line();
        return """
        %s %s SIP/2.0
        Via: SIP/2.0/UDP %s:%d;rport;branch=z9hG4bK%s%d%s
        Max-Forwards: 70
        From: <sip:%s@127.0.0.1>;tag=%s
        To: %s
        Call-ID: %s
        CSeq: %d %s
        Contact: <%s>
        """
                        .formatted(
                                method,
                                target,
                                line.address(),
                                phone.port(),
                                id,
                                number,
                                method.equals("ACK") ? "INVITE" : method,
                                line.shown(),
                                tag,
                                other,
                                id,
                                number,
                                method,
                                contact())
                        .replace("\n", "\r\n")
                + headers
                + "Content-Length: "
                + body.length()
                + "\r\n\r\n"
                + body;
    }

    private Content sdp(String type) {
        var payload = phone.keys() == SoftPhone.Keys.ALAW_TONES ? "8" : "0";
        var events = phone.keys() == SoftPhone.Keys.EVENTS;
        var lines =
                """
                v=0
                o=phone 1 1 IN IP4 %1$s
                s=-
                c=IN IP4 %1$s
                t=0 0
                m=audio %2$d RTP/AVP %3$s%4$s
                """
                        .formatted(
                                phone.line().address(),
                                sound.port(),
                                payload,
                                events
                                        ? " 101\na=rtpmap:101 telephone-event/8000\na=fmtp:101 0-15"
                                        : "");
        return new Content(type + "\r\n", lines.replace("\n", "\r\n"));
    }

    /// Digest authentication with MD5, RFC 2617.
    private String authorization(String method, String challenge) {
        var parts = new HashMap<String, String>();
        var part = CHALLENGE.matcher(challenge);
        while (part.find()) parts.put(part.group(1), part.group(2));
        var line = phone.line();
        var realm = parts.get("realm");
        var nonce = parts.get("nonce");
        var first = md5(line.user() + ":" + realm + ":" + line.password());
        var second = md5(method + ":" + target);
        var rest = ":00000001:lab:auth:";
        return """
        Authorization: Digest username="%s", realm="%s", nonce="%s", uri="%s", response="%s", algorithm=MD5, qop=auth, nc=00000001, cnonce="lab", opaque="%s"\r
        """
                .formatted(
                        line.user(),
                        realm,
                        nonce,
                        target,
                        md5(first + ":" + nonce + rest + second),
                        parts.getOrDefault("opaque", ""));
    }

    private static String md5(String text) {
        try {
            var hash =
                    MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
