package ordermessage.local.template;

import java.util.Optional;

/**
 * The values that an environment gives to references in a template: physical names, pseudo parameters, and the values
 * of {@code !Ref} and {@code !GetAtt}. Empty results mean that the environment has no such value.
 */
public interface PhysicalNames {
    /** Returns the value of a pseudo parameter such as {@code AWS::Region}. */
    Optional<String> pseudoParameter(String name);

    /** Returns a text in which local URLs replace the URLs that the resources would have on AWS. */
    String withLocalUrls(String text);

    /** Returns the physical name of a resource. */
    String name(String type, String logicalId);

    /**
     * Returns the value of {@code !Ref} to a resource.
     *
     * @param type the resource's type, such as {@code AWS::SQS::Queue}
     */
    Optional<String> ref(String type, String logicalId);

    /** Returns the value of {@code !GetAtt} of a resource. */
    Optional<String> attribute(String type, String logicalId, String attribute);
}
