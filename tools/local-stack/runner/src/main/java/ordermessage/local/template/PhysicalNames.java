package ordermessage.local.template;

import java.util.Optional;

/** What the resources of a template are called where they run: the values of {@code !Ref} and {@code !GetAtt}. */
public interface PhysicalNames {
    /** The value of a pseudo parameter such as {@code AWS::Region}. */
    Optional<String> pseudoParameter(String name);

    /** A text in which what would be an address on AWS is the local one. */
    String localised(String text);

    /** The physical name that a resource has, or gets. */
    String name(String type, String logicalId);

    /**
     * The value of {@code !Ref} to a resource.
     *
     * @param type the resource's type, such as {@code AWS::SQS::Queue}
     */
    Optional<String> ref(String type, String logicalId);

    /** The value of {@code !GetAtt} of a resource. */
    Optional<String> attribute(String type, String logicalId, String attribute);
}
