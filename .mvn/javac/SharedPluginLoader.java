import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Loads the classes of javac's plugins once for a whole build. Without it, javac loads Error Prone again for each module, and
 * the JVM compiles it again.
 *
 * <p>javac makes an instance for each compilation, because of its option {@code -XDprocloader}. If the JVM of Maven does not find this
 * class, javac uses its own class loader. bin/maven compiles this class, and .mvn/jvm.config names its folder.
 */
public final class SharedPluginLoader extends URLClassLoader {
    private static final Map<List<String>, ClassLoader> LOADERS = new ConcurrentHashMap<>();

    private final ClassLoader shared;

    public SharedPluginLoader(URL[] plugins, ClassLoader parent) {
        super(new URL[0], parent);
        // The URLs as texts, because the equals method of a URL asks for the address of its host.
        var key = Arrays.stream(plugins).map(URL::toString).toList();
        shared = LOADERS.computeIfAbsent(key, absent -> new URLClassLoader(plugins, parent));
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return shared.loadClass(name);
    }

    @Override
    public URL getResource(String name) {
        return shared.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return shared.getResources(name);
    }
}
