package ordermessage.local.gateway;

/** A function returned something that is not a valid response of a Lambda proxy integration. */
final class MalformedProxyResponseException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedProxyResponseException(String problem) {
        super("Malformed Lambda proxy response: " + problem);
    }
}
