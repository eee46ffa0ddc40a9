package ordermessage.local.runtime;

import java.util.Map;
import ordermessage.local.process.Command;
import ordermessage.local.template.Resource;

/** How the processes of functions are started: anything that speaks the Runtime API will do. */
@FunctionalInterface
public interface FunctionRuntime {
    /** The command for a process of a function, with an environment as Lambda makes it. */
    Command command(Resource.Function function, Map<String, String> environment);
}
