package ordermessage.local.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a template describes, for one set of parameters.
 *
 * @param outputs those outputs that have a value on one machine
 * @param unsupported what the local stack leaves out
 */
public record Stack(List<Resource> resources, Map<String, String> outputs, List<Unsupported> unsupported) {
    public Stack {
        resources = List.copyOf(resources);
        unsupported = List.copyOf(unsupported);
    }

    /** The functions, in the order of the template, as all of these. */
    public List<Resource.Function> functions() {
        return all(Resource.Function.class).toList();
    }

    /** The queues. */
    public List<Resource.Queue> queues() {
        return all(Resource.Queue.class).toList();
    }

    /** The tables. */
    public List<Resource.Table> tables() {
        return all(Resource.Table.class).toList();
    }

    /** The buckets. */
    public List<Resource.Bucket> buckets() {
        return all(Resource.Bucket.class).toList();
    }

    /** The user pools. */
    public List<Resource.UserPool> userPools() {
        return all(Resource.UserPool.class).toList();
    }

    /** The clients of the user pools. */
    public List<Resource.UserPoolClient> userPoolClients() {
        return all(Resource.UserPoolClient.class).toList();
    }

    /** The API, when there is one. */
    public Optional<Resource.Api> api() {
        return all(Resource.Api.class).findFirst();
    }

    private <T extends Resource> Stream<T> all(Class<T> type) {
        return resources.stream().filter(type::isInstance).map(type::cast);
    }
}
