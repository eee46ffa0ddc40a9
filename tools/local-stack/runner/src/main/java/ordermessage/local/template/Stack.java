package ordermessage.local.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The stack that a template describes for one set of parameters.
 *
 * @param resources the resources that the local stack supports, in the order of the template
 * @param outputs the outputs that have a value on one machine
 * @param unsupported the parts of the template that the local stack does not support
 */
public record Stack(List<Resource> resources, Map<String, String> outputs, List<Unsupported> unsupported) {
    public Stack {
        resources = List.copyOf(resources);
        unsupported = List.copyOf(unsupported);
    }

    /** Returns the functions, in the order of the template. */
    public List<Resource.Function> functions() {
        return all(Resource.Function.class).toList();
    }

    /** Returns the queues. */
    public List<Resource.Queue> queues() {
        return all(Resource.Queue.class).toList();
    }

    /** Returns the tables. */
    public List<Resource.Table> tables() {
        return all(Resource.Table.class).toList();
    }

    /** Returns the buckets. */
    public List<Resource.Bucket> buckets() {
        return all(Resource.Bucket.class).toList();
    }

    /** Returns the user pools. */
    public List<Resource.UserPool> userPools() {
        return all(Resource.UserPool.class).toList();
    }

    /** Returns the resource servers of the user pools. */
    public List<Resource.ResourceServer> resourceServers() {
        return all(Resource.ResourceServer.class).toList();
    }

    /** Returns the alarms on metrics. */
    public List<Resource.Alarm> alarms() {
        return all(Resource.Alarm.class).toList();
    }

    /** Returns the composite alarms. */
    public List<Resource.CompositeAlarm> compositeAlarms() {
        return all(Resource.CompositeAlarm.class).toList();
    }

    /** Returns the roles. */
    public List<Resource.Role> roles() {
        return all(Resource.Role.class).toList();
    }

    /** Returns the API; empty when the template has none. */
    public Optional<Resource.Api> api() {
        return all(Resource.Api.class).findFirst();
    }

    private <T extends Resource> Stream<T> all(Class<T> type) {
        return resources.stream().filter(type::isInstance).map(type::cast);
    }
}
