package ordermessage.local.template;

import java.util.Optional;

/** Reads an {@code AWS::DynamoDB::Table}. */
final class TableReader {
    private final Declarations declarations;

    TableReader(Declarations declarations) {
        this.declarations = declarations;
    }

    Resource.Table read(String logicalId, Section section) {
        section.ignore("TableName", "Tags", "BillingMode", "SSESpecification", "DeletionProtectionEnabled");
        section.ignore("ProvisionedThroughput", "TableClass");
        var partitionKey = key(section, "HASH").orElseThrow(() -> section.error("KeySchema", "has no HASH key"));
        return new Resource.Table(logicalId, declarations.name(logicalId), partitionKey, key(section, "RANGE"));
    }

    private static Optional<Resource.Key> key(Section section, String type) {
        return section.parts("KeySchema").stream()
                .filter(key -> key.required("KeyType").equals(type))
                .map(key -> key.required("AttributeName"))
                .map(name -> new Resource.Key(name, attributeType(section, name)))
                .findFirst();
    }

    private static String attributeType(Section section, String name) {
        return section.parts("AttributeDefinitions").stream()
                .filter(definition -> definition.required("AttributeName").equals(name))
                .map(definition -> definition.required("AttributeType"))
                .findFirst()
                .orElseThrow(() -> section.error("AttributeDefinitions", "has no entry for " + name));
    }
}
