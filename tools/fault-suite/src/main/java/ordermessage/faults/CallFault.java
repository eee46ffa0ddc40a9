package ordermessage.faults;

/** What can happen to a call of a service on its way. */
enum CallFault {
    FAILURE("answers 5xx"),
    THROTTLING("throttles"),
    RESET("resets the connection before the call arrives"),
    LOST_ANSWER("does the work, and the answer is lost"),
    SLOWNESS("answers after the caller has given up");

    private final String text;

    CallFault(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
