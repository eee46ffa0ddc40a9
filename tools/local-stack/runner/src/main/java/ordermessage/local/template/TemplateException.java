package ordermessage.local.template;

/** The template, or a parameter given for it, is wrong. The message is one line and names the place. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The place, such as {@code Queue.VisibilityTimeout}, and what is wrong there. */
    public TemplateException(String place, String problem) {
        super(place + ": " + problem);
    }
}
