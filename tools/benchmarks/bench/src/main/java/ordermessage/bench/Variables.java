package ordermessage.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the settings of a run from environment variables. An invalid value is an {@link IllegalArgumentException} with a
 * message of one line for the user.
 *
 * @param environment the variables; an empty value counts as none
 */
public record Variables(Map<String, String> environment) {
    /** Returns the value without spaces around it; empty if there is none. */
    public Optional<String> text(String variable) {
        return Optional.ofNullable(environment.get(variable)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** Returns a whole number, or the default if there is none. */
    public int number(String variable, int defaultNumber, int least, int most) {
        return text(variable).map(text -> number(variable, text, least, most)).orElse(defaultNumber);
    }

    /** Returns whole numbers between commas or spaces, or the default if there are none. */
    public List<Integer> numbers(String variable, List<Integer> defaultNumbers, int least, int most) {
        return text(variable)
                .map(text -> words(text)
                        .map(word -> number(variable, word, least, most))
                        .toList())
                .orElse(defaultNumbers);
    }

    /** Returns a duration of up to 99,999 milliseconds, such as {@code 10ms} or {@code 10}, or the default if there is none. */
    public Duration milliseconds(String variable, Duration defaultDuration) {
        return text(variable)
                .map(text -> {
                    if (!text.matches("[0-9]{1,5}(ms)?")) {
                        throw new IllegalArgumentException(
                                "%s=%s is not a number of milliseconds, such as 10ms".formatted(variable, text));
                    }
                    return Duration.ofMillis(Integer.parseInt(text.replace("ms", "")));
                })
                .orElse(defaultDuration);
    }

    /** Returns constants of an enum, which the user names in any case between commas or spaces, or the default if there are none. */
    public <E extends Enum<E>> Set<E> constants(String variable, Class<E> type, Set<E> defaultConstants) {
        return text(variable)
                .<Set<E>>map(text -> words(text)
                        .map(word -> constant(variable, text, word, type))
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(type))))
                .orElse(defaultConstants);
    }

    private static <E extends Enum<E>> E constant(String variable, String text, String word, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s=%s is not a list of %s"
                        .formatted(
                                variable,
                                text,
                                Arrays.stream(type.getEnumConstants())
                                        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", ")))));
    }

    private static int number(String variable, String text, int least, int most) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException(
                    "%s=%s is not a number from %d to %d".formatted(variable, text, least, most));
        }
        return Integer.parseInt(text);
    }

    private static Stream<String> words(String text) {
        return Arrays.stream(text.split("[,\\s]+", -1));
    }
}
