package ordermessage.message;

/**
 * An error in a message.
 *
 * @param pointer the place of the error: a JSON pointer (RFC 6901) into the posted document; empty for the whole document
 * @param detail a sentence that says what is wrong; it never repeats what was sent
 */
public record FieldError(String pointer, String detail) {}
