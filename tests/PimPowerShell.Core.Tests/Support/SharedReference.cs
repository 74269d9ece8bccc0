using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace PimPowerShell.Core.Tests.Support;

/// <summary>
/// The published descriptions of the server's API, which are no part of this project: they lie in a folder beside it,
/// or where the environment variable PIM_API_REFERENCE or PIM_SHARED says.
/// </summary>
internal static class SharedReference
{
    public static string? Find(string file)
    {
        string[] folders =
        [
            Environment.GetEnvironmentVariable("PIM_API_REFERENCE") ?? "",
            Environment.GetEnvironmentVariable("PIM_SHARED") ?? "",
            Path.Combine(Environment.GetEnvironmentVariable("PIM_SHARED") ?? "", "reference"),
            Path.Combine(AppContext.BaseDirectory, "../../../../../../shared/reference"),
        ];
        foreach (string folder in folders)
        {
            string path = Path.Combine(folder, file);
            if (Path.IsPathRooted(path) && File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    public static JsonDocument Read(string file) => JsonDocument.Parse(File.ReadAllBytes(Find(file)!));
}

/// <summary>A test that is left out, saying so, where the file that it compares with is not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFileFactAttribute : FactAttribute
{
    public SharedFileFactAttribute(params string[] files)
    {
        string[] missing = [.. files.Where(file => SharedReference.Find(file) is null)];
        if (missing.Length > 0)
        {
            Skip = $"{string.Join(" and ", missing)} cannot be found: set PIM_API_REFERENCE to the folder.";
        }
    }
}
