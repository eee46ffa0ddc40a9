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

/** YAML as CloudFormation reads it: {@code !Sub} and its kind are the long form, and there are no dates. */
final class CloudFormationYaml {
    private CloudFormationYaml() {}

    /** The document as maps, lists, strings, numbers and booleans. */
    static Map<?, ?> read(String file, String text) {
        try {
            if (yaml().load(text) instanceof Map<?, ?> document) {
                return document;
            }
            throw new TemplateException(file, "not a YAML mapping");
        } catch (MarkedYAMLException malformed) {
            throw new TemplateException(
                    file + " line " + (malformed.getProblemMark().getLine() + 1), malformed.getProblem());
        }
    }

    private static Yaml yaml() {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        var dumper = new DumperOptions();
        return new Yaml(new Tags(options), new Representer(dumper), dumper, options, new WithoutDates());
    }

    /** A policy's {@code Version: 2012-10-17} is a string. */
    private static final class WithoutDates extends Resolver {
        @Override
        public void addImplicitResolver(Tag tag, Pattern pattern, String first, int limit) {
            if (!tag.equals(Tag.TIMESTAMP)) {
                super.addImplicitResolver(tag, pattern, first, limit);
            }
        }
    }

    private static final class Tags extends SafeConstructor {
        Tags(LoaderOptions options) {
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
                    default -> throw new IllegalArgumentException("No node: " + node);
                };
            }
        }
    }
}
