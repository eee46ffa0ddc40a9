package ordermessage.cost;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** {@code make cost}: the bill of a million messages, and what limits first. */
public final class Main {
    private static final List<Double> RATES = List.of(1.0, 100.0, 10_000.0);

    private Main() {}

    /** Takes what it is to reckon with from environment variables (make help); ends with 1 when they make no sense. */
    public static void main(String[] arguments) {
        try {
            System.out.print(report(System.getenv(), Path.of("docs/benchmarks/bench-10ms.csv")));
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(1);
        }
    }

    static String report(Map<String, String> environment, Path benchmarks) {
        var measured = Measured.read(benchmarks);
        var deployment = new Deployment(
                (int) number(environment, "MEMORY", 1_024),
                (int) number(environment, "BATCHING_WINDOW", 0),
                (int) number(environment, "LONGEST_BODY", 4_096),
                environment.getOrDefault("SYSTEM_LOG", "WARN").equals("INFO"),
                environment.getOrDefault("TRACING", "Active").equals("Active"));
        var workload = new Workload(1, (int) number(environment, "SIZE", 1_200), number(environment, "READS", 1));
        var rates = environment.getOrDefault("RATE", "").isEmpty() ? RATES : List.of(number(environment, "RATE", 1));
        var cases = rates.stream()
                .map(rate -> new Footprint(workload.at(rate), deployment, measured))
                .toList();
        return report(cases);
    }

    private static String report(List<Footprint> cases) {
        var text = new StringBuilder();
        var first = cases.getFirst().workload();
        text.append("Messages of %,d bytes, reads of each: %s. US dollars, list prices of us-east-1.%n%n"
                .formatted(first.size(), number(first.reads())));
        row(
                text,
                "Messages a second",
                cases,
                footprint -> number(footprint.workload().rate()));
        row(text, "Messages in a batch, on average", cases, footprint -> number(footprint.batch()));
        text.append("%nA million messages%n".formatted());
        bill(text, cases, Bill::ofMillion);
        text.append("%nA million messages that stay stored, a month%n".formatted());
        bill(text, cases, Bill::ofKeepingMillion);
        for (var footprint : cases) {
            text.append("%nWhat limits first at %s messages a second%n"
                    .formatted(number(footprint.workload().rate())));
            for (var limit : Limit.of(footprint)) {
                text.append("  %s %4.0f %%  %s: %s of %s; %s%n"
                        .formatted(
                                limit.used() > 1 ? "over" : "  ok",
                                limit.used() * 100,
                                limit.what(),
                                number(limit.needed()),
                                number(limit.granted()),
                                limit.setting()));
            }
        }
        return text.toString();
    }

    private static void bill(
            StringBuilder text, List<Footprint> cases, Function<Footprint, Map<String, Double>> reckon) {
        var bills = cases.stream().map(reckon).toList();
        for (var component : new ArrayList<>(bills.getFirst().keySet())) {
            row(text, "  " + component, bills, bill -> money(bill.get(component)));
        }
        row(
                text,
                "  Together",
                bills,
                bill -> money(
                        bill.values().stream().mapToDouble(Double::doubleValue).sum()));
    }

    private static <T> void row(StringBuilder text, String name, List<T> cases, Function<T, String> cell) {
        text.append("%-34s".formatted(name));
        cases.forEach(one -> text.append("%12s".formatted(cell.apply(one))));
        text.append(System.lineSeparator());
    }

    private static String money(double dollars) {
        return String.format(Locale.ROOT, "%,.2f", dollars);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : "%,.2f", value);
    }

    private static double number(Map<String, String> environment, String variable, double otherwise) {
        var text = environment.getOrDefault(variable, "").strip();
        try {
            return text.isEmpty() ? otherwise : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s=%s is not a number".formatted(variable, text), e);
        }
    }
}
