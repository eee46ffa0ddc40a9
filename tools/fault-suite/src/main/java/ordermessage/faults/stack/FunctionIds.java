package ordermessage.faults.stack;

import java.util.List;

/** The logical IDs of the functions in {@code template.yaml}. Each is also the name of the function's folder. */
public final class FunctionIds {
    public static final String POST_MESSAGE = "PostMessageFunction";
    public static final String GET_MESSAGE = "GetMessageFunction";
    public static final String PROCESS_MESSAGE = "ProcessMessageFunction";
    public static final String LIST_MESSAGES = "ListMessagesFunction";

    /** The functions whose calls go through the proxies. */
    public static final List<String> PROXIED = List.of(POST_MESSAGE, GET_MESSAGE, PROCESS_MESSAGE);

    private FunctionIds() {}
}
