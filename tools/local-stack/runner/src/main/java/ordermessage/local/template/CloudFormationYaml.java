package ordermessage.local.template;

import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads CloudFormation and SAM templates that are written in YAML or JSON. It evaluates nothing. */
public final class CloudFormationYaml {
    private CloudFormationYaml() {}

    /**
     * Reads a template as maps, lists, strings, numbers, booleans and nulls.
     *
     * <p>Maps keep the order of the document. A short form of an intrinsic function becomes its long form: {@code !Sub x}
     * becomes a map with the one entry {@code Fn::Sub: x}. {@code !Ref} and {@code !Condition} become {@code Ref} and
     * {@code Condition}, without {@code Fn::}. A scalar after a short form is always a string. A date is a string too, as
     * in a policy's {@code Version: 2012-10-17}. The long forms are those of the <a
     * href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html">intrinsic
     * function reference</a>.
     *
     * @param file the name of the file, for error messages
     * @param text the content of the file
     * @return the top-level mapping of the document
     * @throws TemplateException when the text is not well-formed, when a mapping has a key twice, or when the document is
     *     not a mapping
     */
    public static Map<?, ?> read(String file, String text) {
        try {
            if (yaml().load(text) instanceof Map<?, ?> document) {
                return document;
            }
            throw new TemplateException(file, "not a YAML mapping");
        } catch (MarkedYAMLException e) {
            throw new TemplateException(file + " line " + (e.getProblemMark().getLine() + 1), e.getProblem());
        }
    }

    private static Yaml yaml() {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        var dumper = new DumperOptions();
        return new Yaml(new ShortForms(options), new Representer(dumper), dumper, options, new WithoutDates());
    }

    /** Leaves dates as strings, such as a policy's {@code Version: 2012-10-17}. */
    private static final class WithoutDates extends Resolver {
        @Override
        public void addImplicitResolver(Tag tag, Pattern pattern, String first, int limit) {
            if (!tag.equals(Tag.TIMESTAMP)) {
                super.addImplicitResolver(tag, pattern, first, limit);
            }
        }
    }

    private static final class ShortForms extends SafeConstructor {
        ShortForms(LoaderOptions options) {
            super(options);
            yamlMultiConstructors.put("!", new LongForm());
        }

        private final class LongForm extends AbstractConstruct {
            @Override
            public Object construct(Node node) {
                return Map.of(name(node.getTag().getValue().substring(1)), argument(node));
            }

            private String name(String tag) {
                return tag.equals("Ref") || tag.equals("Condition") ? tag : "Fn::" + tag;
            }

            private Object argument(Node node) {
                return switch (node) {
                    case SequenceNode sequence -> constructSequence(sequence);
                    case MappingNode mapping -> constructMapping(mapping);
                    case ScalarNode scalar -> constructScalar(scalar);
                    default -> throw new IllegalArgumentException("Unexpected node: " + node);
                };
            }
        }
    }
}
