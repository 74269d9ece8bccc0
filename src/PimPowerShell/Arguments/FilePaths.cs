using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using PimPowerShell.Core;

namespace PimPowerShell.Arguments;

/// <summary>The files that users' paths stand for.</summary>
internal static class FilePaths
{
    /// <param name="paths">Where the runspace is, and what drives it has.</param>
    /// <param name="path">A path.</param>
    /// <param name="isLiteral">Whether wildcards in it are characters like others.</param>
    /// <exception cref="PimException">There is no such file.</exception>
    public static IReadOnlyList<string> Find(PathIntrinsics paths, string path, bool isLiteral = false)
    {
        string[] found;
        try
        {
            found = isLiteral ? [paths.GetUnresolvedProviderPathFromPSPath(path)] : [.. paths.GetResolvedProviderPathFromPSPath(path, out _)];
        }
        catch (Exception e) when (e is ItemNotFoundException or System.Management.Automation.DriveNotFoundException or ProviderNotFoundException)
        {
            found = [];
        }

        return found.Length > 0 && found.All(File.Exists) ? found
            : throw new PimException(PimErrorKind.Input, $"Path: there is no file '{path}'.") { Subject = path };
    }
}
