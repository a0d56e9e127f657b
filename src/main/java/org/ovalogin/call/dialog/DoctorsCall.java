package org.ovalogin.call.dialog;

/// Answers `./ova doctor`, which asks by the dialplan's own address whether it reaches this very
/// server: `agi://HOST:PORT/doctor`. Sets one variable and leaves; the line is not answered, and no
/// call is counted. Hands all other calls on.
public final class DoctorsCall implements CallHandler {
    public static final String SCRIPT = "doctor";
    public static final String VARIABLE = "OVA_SERVER_MARK";

    private final String mark;
    private final CallHandler others;

    /// @param mark this server's, random at each start; no secret
    public DoctorsCall(String mark, CallHandler others) {
        this.mark = mark;
        this.others = others;
    }

    @Override
    public void handle(Call call, Line line) {
        var request = call.request();
        if (request.script().equals(SCRIPT) && request.query().isEmpty()) line.set(VARIABLE, mark);
        else others.handle(call, line);
    }
}
