package ordermessage.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes elements of SVG. It has no way to write a reference to another file. */
final class Svg {
    /** The mean width of a character of the font, as a share of its size. */
    private static final double CHARACTER_WIDTH = 0.56;

    private static final String FONT = "Helvetica, Arial, sans-serif";

    private final StringBuilder text = new StringBuilder();

    Svg(int width, int height, String title) {
        text.append("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="%s">
                <title>%s</title>
                """.formatted(width, height, FONT, escaped(title)));
        rectangle(0, 0, width, height, "#f2f3f3", "none");
    }

    /** Returns the width that a text needs, about. */
    static double width(String text, int size) {
        return text.length() * size * CHARACTER_WIDTH;
    }

    /** Returns a text as lines that are no wider than this, about. */
    static List<String> wrapped(String text, int size, double width) {
        var lines = new ArrayList<String>();
        for (var word : text.split(" ", -1)) {
            var longer = lines.isEmpty() ? word : lines.getLast() + " " + word;
            if (lines.isEmpty() || width(longer, size) > width) {
                lines.add(word);
            } else {
                lines.set(lines.size() - 1, longer);
            }
        }
        return lines;
    }

    /** Begins a group, which ends with {@link #end}. */
    void group(String name, String title) {
        text.append("<g class=\"%s\">%n<title>%s</title>%n".formatted(name, escaped(title)));
    }

    void description(String description) {
        text.append("<desc>%s</desc>%n".formatted(escaped(description)));
    }

    void end() {
        text.append("</g>\n");
    }

    void rectangle(double x, double y, double width, double height, String fill, String stroke) {
        text.append("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\" stroke=\"%s\"/>%n"
                .formatted(number(x), number(y), number(width), number(height), fill, stroke));
    }

    void line(double x1, double y1, double x2, double y2, String stroke) {
        text.append("<path d=\"M%s %sL%s %s\" stroke=\"%s\"/>%n"
                .formatted(number(x1), number(y1), number(x2), number(y2), stroke));
    }

    void path(String commands, String stroke) {
        text.append("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.6\" stroke-linejoin=\"round\"/>%n"
                .formatted(commands, stroke));
    }

    void circle(double x, double y, double radius, String fill) {
        text.append("<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\"/>%n"
                .formatted(number(x), number(y), number(radius), fill));
    }

    void text(double x, double y, int size, String fill, String content) {
        text(x, y, size, fill, "start", "normal", content);
    }

    /**
     * Writes a text.
     *
     * @param anchor {@code start}, {@code middle} or {@code end}: what of the text is at {@code x}
     * @param weight {@code normal} or {@code bold}
     */
    void text(double x, double y, int size, String fill, String anchor, String weight, String content) {
        text.append(
                "<text x=\"%s\" y=\"%s\" font-size=\"%d\" fill=\"%s\" text-anchor=\"%s\" font-weight=\"%s\">%s</text>%n"
                        .formatted(number(x), number(y), size, fill, anchor, weight, escaped(content)));
    }

    /** Returns the document, which is then complete. */
    String document() {
        return text + "</svg>\n";
    }

    static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }

    private static String escaped(String content) {
        return content.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
