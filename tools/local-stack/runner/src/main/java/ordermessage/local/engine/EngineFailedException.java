package ordermessage.local.engine;

/** An engine did not start. The message is one line and gives the reason. */
public final class EngineFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    EngineFailedException(EngineKind kind, String reason) {
        super("%s (for %s) did not start: %s".formatted(kind.name(), kind.service(), reason));
    }
}
