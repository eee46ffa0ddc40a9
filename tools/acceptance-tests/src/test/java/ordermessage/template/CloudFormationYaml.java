package ordermessage.template;

import java.io.Reader;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** YAML in which {@code !Sub x} is short for {@code {"Fn::Sub": x}}, and so on. */
final class CloudFormationYaml extends SafeConstructor {

    private CloudFormationYaml(LoaderOptions options) {
        super(options);
        yamlMultiConstructors.put("!", new ShortForm());
    }

    static Object load(Reader document) {
        return new Yaml(new CloudFormationYaml(new LoaderOptions())).load(document);
    }

    private final class ShortForm extends AbstractConstruct {
        @Override
        public Object construct(Node node) {
            var name = node.getTag().getValue().substring(1);
            return Map.of(name.equals("Ref") ? name : "Fn::" + name, argument(node));
        }

        private Object argument(Node node) {
            return switch (node) {
                case ScalarNode scalar -> scalar.getValue();
                case SequenceNode sequence -> constructSequence(sequence);
                case MappingNode mapping -> constructMapping(mapping);
                default -> throw new IllegalArgumentException("No value of a tag: " + node);
            };
        }
    }
}
