package ordermessage.faults.proxy;

/** A fault that the proxy injects into one call of an AWS service. Its text names it in the report. */
public enum CallFault {
    /** The proxy responds with a server error. The service does not get the request. */
    SERVER_ERROR("answers 5xx"),

    /** The proxy responds that the caller is throttled. The service does not get the request. */
    THROTTLING("throttles"),

    /** The proxy resets the caller's connection. The service does not get the request. */
    CONNECTION_RESET("resets the connection before the call arrives"),

    /** The service handles the request, and then the proxy resets the caller's connection. */
    LOST_RESPONSE("does the work, and the answer is lost"),

    /** The service handles the request, and the response arrives after the caller's timeout. */
    LATE_RESPONSE("answers after the caller has given up");

    private final String text;

    CallFault(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
