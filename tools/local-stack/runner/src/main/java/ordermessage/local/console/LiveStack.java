package ordermessage.local.console;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import ordermessage.local.engine.Engines;
import ordermessage.local.fault.StoreFaults;
import ordermessage.local.monitor.Monitor;
import ordermessage.local.provision.EngineClients;
import ordermessage.local.queue.EventSourceMapping;
import ordermessage.local.runtime.LambdaFunction;
import ordermessage.local.template.Stack;

/**
 * The parts of a running stack that the console shows and switches.
 *
 * @param project the folder with the sample message
 * @param api the URI of the API's stage
 * @param reference the URI of the page with the API reference
 * @param queueUrl returns the URL of the queue with a logical id
 * @param token returns an access token of a company
 */
public record LiveStack(
        Path project,
        URI api,
        URI reference,
        Stack stack,
        Engines engines,
        EngineClients clients,
        List<LambdaFunction> functions,
        List<EventSourceMapping> mappings,
        StoreFaults faults,
        Monitor monitor,
        UnaryOperator<String> queueUrl,
        UnaryOperator<String> token) {
    public LiveStack {
        functions = List.copyOf(functions);
        mappings = List.copyOf(mappings);
    }
}
