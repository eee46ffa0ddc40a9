package ordermessage.local.template;

/** The template or a given parameter is not valid. The message is one line and contains the place in the template. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param place the place, such as {@code Queue.VisibilityTimeout}
     * @param problem what is wrong there
     */
    public TemplateException(String place, String problem) {
        super(place + ": " + problem);
    }
}
