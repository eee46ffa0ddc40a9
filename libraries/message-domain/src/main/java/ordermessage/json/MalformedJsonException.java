package ordermessage.json;

/** The text is not a JSON document that the service accepts. The message never contains a part of the text. */
public final class MalformedJsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Flaw flaw;

    /** The kinds of mistakes. Each has a sentence that is safe to send to any caller. */
    public enum Flaw {
        NOT_UTF_8("The body is not valid UTF-8."),
        NOT_JSON("The body is not a JSON document as RFC 8259 defines it."),
        TRAILING_DATA("The body goes on after the end of its JSON document."),
        DUPLICATE_MEMBER("An object in the body has two members of the same name."),
        NESTED_TOO_DEEP("The body is nested deeper than " + JsonText.MAX_DEPTH + " levels."),
        TOO_MANY_VALUES("The body has more than " + JsonText.MAX_VALUES + " values.");

        private final String detail;

        Flaw(String detail) {
            this.detail = detail;
        }

        public String detail() {
            return detail;
        }
    }

    public MalformedJsonException(Flaw flaw) {
        super(flaw.detail());
        this.flaw = flaw;
    }

    public Flaw flaw() {
        return flaw;
    }
}
