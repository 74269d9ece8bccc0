using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Threading;

namespace PimPowerShell.Loading;

/// <summary>Hooks the search for the module's dependencies when PowerShell imports the module, and does nothing else.</summary>
public sealed class ModuleAssemblyResolver : IModuleAssemblyInitializer
{
    private static int s_isHooked;

    /// <summary>Called by PowerShell for each runspace that imports the module; one hook serves all of a process.</summary>
    public void OnImport()
    {
        if (Interlocked.Exchange(ref s_isHooked, 1) == 0)
        {
            AppDomain.CurrentDomain.AssemblyResolve += DependencyFolder.Resolve;
        }
    }
}

/// <summary>
/// Finds assemblies in the folder <c>dependencies</c>, for this module's own assemblies only. Where the runtime has load
/// contexts, they go into one of their own, beside whatever versions other modules have brought.
/// </summary>
internal static class DependencyFolder
{
    private static readonly string s_root = Path.GetDirectoryName(typeof(DependencyFolder).Assembly.Location)!;
    private static readonly Func<string, Assembly> s_load = Loader();
    private static readonly HashSet<string> s_hostAssemblies = HostAssemblies();
    private static bool s_isFilled;

    public static Assembly? Resolve(object? sender, ResolveEventArgs arguments)
    {
        if (!IsOurs(arguments.RequestingAssembly))
        {
            return null;
        }

        // by simple name: the versions in our folder are those that were built together
        string name = new AssemblyName(arguments.Name).Name!;
        string path = Path.Combine(s_root, "dependencies", name + ".dll");
        if (!File.Exists(path))
        {
            return null;
        }

        LoadAllOnce();
        return FromHost(name, path) ?? s_load(path);
    }

    /// <summary>
    /// Fills our context before any of its assemblies runs: a reference that it cannot answer goes to the default context
    /// first, where another module may have left a version of the same number that is not the same. (All of Polly.Core 8
    /// bear the number 8.0.0.0.)
    /// </summary>
    private static void LoadAllOnce()
    {
        if (LoadContextType() is null)
        {
            return;
        }

        lock (s_load)
        {
            foreach (string path in s_isFilled ? [] : Directory.GetFiles(Path.Combine(s_root, "dependencies"), "*.dll"))
            {
                if (!s_hostAssemblies.Contains(Path.GetFileNameWithoutExtension(path)))
                {
                    s_load(path);
                }
            }

            s_isFilled = true;
        }
    }

    /// <summary>.NET Framework does not always tell who asks.</summary>
    private static bool IsOurs(Assembly? requester) =>
        requester is null
            ? LoadContextType() is null
            : !requester.IsDynamic && requester.Location.StartsWith(s_root + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The runtime's own copy where it differs in the revision alone: it is compiled ahead of time and already in memory.
    /// </summary>
    private static Assembly? FromHost(string name, string path)
    {
        if (!s_hostAssemblies.Contains(name))
        {
            return null;
        }

        Assembly host = Assembly.Load(new AssemblyName(name));
        Version theirs = host.GetName().Version!;
        Version ours = AssemblyName.GetAssemblyName(path).Version!;
        return new Version(theirs.Major, theirs.Minor, theirs.Build) >= new Version(ours.Major, ours.Minor, ours.Build) ? host : null;
    }

    private static HashSet<string> HostAssemblies()
    {
        string paths = AppDomain.CurrentDomain.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "";
        return new HashSet<string>(paths.Split(Path.PathSeparator).Select(path => Path.GetFileNameWithoutExtension(path)), StringComparer.OrdinalIgnoreCase);
    }

    private static Type? LoadContextType() => typeof(object).Assembly.GetType("System.Runtime.Loader.AssemblyLoadContext");

    private static Func<string, Assembly> Loader()
    {
        if (LoadContextType() is not { } type)
        {
            return Assembly.LoadFrom;
        }

        object context = Activator.CreateInstance(type, "PimPowerShell", false)!;
        return (Func<string, Assembly>)type.GetMethod("LoadFromAssemblyPath")!.CreateDelegate(typeof(Func<string, Assembly>), context);
    }
}
