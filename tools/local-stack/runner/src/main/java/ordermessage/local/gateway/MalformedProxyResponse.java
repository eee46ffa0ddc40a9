package ordermessage.local.gateway;

/** What a function returned is not what a Lambda proxy integration must return. */
final class MalformedProxyResponse extends Exception {
    private static final long serialVersionUID = 1;

    MalformedProxyResponse(String problem) {
        super("Malformed Lambda proxy response: " + problem);
    }
}
