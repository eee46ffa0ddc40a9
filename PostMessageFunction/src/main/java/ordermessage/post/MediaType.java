package ordermessage.post;

import java.util.regex.Pattern;

/** Which {@code Content-Type} headers say JSON: the type itself or a {@code +json} type, in UTF-8. */
final class MediaType {
    private static final Pattern JSON = Pattern.compile(
            "application/([a-z0-9!#$&^_.-]+\\+)?json\\s*(;\\s*charset=\"?utf-?8\"?\\s*)?;?", Pattern.CASE_INSENSITIVE);

    private MediaType() {}

    static boolean isJson(String contentType) {
        return JSON.matcher(contentType.strip()).matches();
    }
}
