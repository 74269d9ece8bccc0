using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Core;

namespace PimPowerShell.Arguments;

/// <summary>The files and folders that users' paths stand for.</summary>
internal static class FilePaths
{
    private const string OnDisk = "FileSystem";

    /// <summary>The place on the disk, whether anything is there or not. The path of another drive would be taken for one below the folder of the process.</summary>
    /// <param name="paths">Where the runspace is, and what drives it has.</param>
    /// <param name="path">A path.</param>
    /// <param name="parameter">What it was given to.</param>
    /// <exception cref="PimException">It is none of a file or folder.</exception>
    public static string Of(PathIntrinsics paths, string path, string parameter)
    {
        try
        {
            string found = paths.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            return provider.Name == OnDisk ? found : throw Bad($"it is one of {provider.Name}");
        }
        catch (Exception e) when (e is SessionStateException or ArgumentException or NotSupportedException)
        {
            throw Bad(e.Message, e);
        }

        PimException Bad(string why, Exception? reason = null) =>
            new(PimErrorKind.Input, $"{parameter}: '{path}' is no path of a file or folder: {why.TrimEnd('.')}.", reason) { Subject = parameter };
    }

    /// <param name="paths">Where the runspace is, and what drives it has.</param>
    /// <param name="path">A path.</param>
    /// <param name="isLiteral">Whether wildcards in it are characters like others.</param>
    /// <param name="miss">Takes what is wrong with one of several that cannot be opened; without it that is wrong with all.</param>
    /// <exception cref="PimException">There is no such file.</exception>
    public static IReadOnlyList<string> Find(PathIntrinsics paths, string path, bool isLiteral = false, Action<PimException>? miss = null)
    {
        string[] found;
        try
        {
            ProviderInfo? provider = null;
            found = isLiteral ? [Of(paths, path, "Path")] : [.. paths.GetResolvedProviderPathFromPSPath(path, out provider)];
            if (provider is not null && provider.Name != OnDisk)
            {
                found = [];
            }
        }
        catch (Exception e) when (e is ItemNotFoundException or System.Management.Automation.DriveNotFoundException or ProviderNotFoundException)
        {
            found = [];
        }

        if (found.Length == 0 || (miss is null ? !found.All(File.Exists) : !found.Any(File.Exists)))
        {
            throw Missing(path);
        }

        foreach (string missed in found.Where(static one => !File.Exists(one)))
        {
            miss!(Missing(missed));
        }

        return [.. found.Where(File.Exists)];
    }

    private static PimException Missing(string path) => new(PimErrorKind.Input, $"Path: there is no file '{path}'.") { Subject = path };
}
