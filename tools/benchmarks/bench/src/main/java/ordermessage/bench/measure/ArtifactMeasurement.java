package ordermessage.bench.measure;

import java.nio.file.Path;
import ordermessage.bench.result.BenchmarkTarget;
import ordermessage.bench.result.Measurements;
import ordermessage.bench.result.Metric;
import ordermessage.bench.result.Variant;
import ordermessage.bench.stack.ServiceFunction;

/** Measures the artifacts of the functions: their sizes and their classes. */
public final class ArtifactMeasurement {
    private final Path project;
    private final Measurements measurements;

    /** @param project the folder of the built project */
    public ArtifactMeasurement(Path project, Measurements measurements) {
        this.project = project;
        this.measurements = measurements;
    }

    /** Measures all functions. */
    public void run() {
        for (var function : ServiceFunction.values()) {
            var target = BenchmarkTarget.of(function);
            var artifact = new DeploymentArtifact(project.resolve(function.logicalId(), "target", "artifact"));
            measurements.add(target, Metric.ARTIFACT_SIZE, Variant.SERVICE, artifact.megabytes());
            measurements.add(target, Metric.ARTIFACT_CLASSES, Variant.SERVICE, (double) artifact.classes());
        }
    }
}
