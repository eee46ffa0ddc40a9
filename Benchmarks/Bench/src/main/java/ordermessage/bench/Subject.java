package ordermessage.bench;

import java.util.List;
import java.util.function.Supplier;

/**
 * A function that is measured.
 *
 * @param function its name in the template
 * @param floor the handler of the floor that does its bare work
 * @param events what both are called with
 */
record Subject(String function, String floor, Supplier<String> events) {
    static List<Subject> all(Events events) {
        return List.of(
                new Subject(Stage.POST, "BareSend", events::post),
                new Subject(Stage.GET, "BareRead", events::get),
                new Subject(Stage.PROCESS, "BareStore", () -> events.batch(1)));
    }
}
