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
        return new Resource.Table(
                logicalId,
                declarations.name(logicalId),
                partitionKey(section, section),
                key("RANGE", section, section),
                section.parts("GlobalSecondaryIndexes").stream()
                        .map(index -> index(index, section))
                        .toList());
    }

    private static Resource.SecondaryIndex index(Section section, Section table) {
        var projection = section.part("Projection");
        return new Resource.SecondaryIndex(
                section.required("IndexName"),
                partitionKey(section, table),
                key("RANGE", section, table),
                projection.required("ProjectionType"),
                projection.texts("NonKeyAttributes"));
    }

    private static Resource.Key partitionKey(Section section, Section table) {
        return key("HASH", section, table).orElseThrow(() -> section.error("KeySchema", "has no HASH key"));
    }

    /**
     * Reads a key.
     *
     * @param section the table, or one of its indexes
     */
    private static Optional<Resource.Key> key(String type, Section section, Section table) {
        return section.parts("KeySchema").stream()
                .filter(key -> key.required("KeyType").equals(type))
                .map(key -> key.required("AttributeName"))
                .map(name -> new Resource.Key(name, attributeType(table, name)))
                .findFirst();
    }

    private static String attributeType(Section table, String name) {
        return table.parts("AttributeDefinitions").stream()
                .filter(definition -> definition.required("AttributeName").equals(name))
                .map(definition -> definition.required("AttributeType"))
                .findFirst()
                .orElseThrow(() -> table.error("AttributeDefinitions", "has no entry for " + name));
    }
}
