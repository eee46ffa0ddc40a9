package ordermessage.local.engine;

/** An engine did not start; the message is one line. */
public final class EngineFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    EngineFailed(EngineKind kind, String how) {
        super("%s (for %s) did not start: %s; its log says why".formatted(kind.module(), kind.service(), how));
    }
}
