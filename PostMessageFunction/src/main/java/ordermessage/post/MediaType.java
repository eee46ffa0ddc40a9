package ordermessage.post;

import java.util.regex.Pattern;

/** Recognizes JSON by the header {@code Content-Type}: {@code application/json} or a {@code +json} type, in UTF-8. */
final class MediaType {
    private static final Pattern JSON = Pattern.compile(
            "application/([a-z0-9!#$&^_.-]+\\+)?json\\s*(;\\s*charset=\"?utf-?8\"?\\s*)?;?", Pattern.CASE_INSENSITIVE);

    private MediaType() {}

    static boolean isJson(String contentType) {
        return JSON.matcher(contentType.strip()).matches();
    }
}
