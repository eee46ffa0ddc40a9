package ordermessage.local.gateway;

/** A function returned something that is not a valid response of a Lambda proxy integration. */
final class MalformedProxyResponse extends Exception {
    private static final long serialVersionUID = 1;

    MalformedProxyResponse(String problem) {
        super("Malformed Lambda proxy response: " + problem);
    }
}
