package ordermessage.message;

/**
 * One thing that is wrong with a message.
 *
 * @param pointer where, as a JSON pointer (RFC 6901) into the posted document; empty for the document itself
 * @param detail what, as a sentence that never repeats what was sent
 */
public record FieldError(String pointer, String detail) {}
