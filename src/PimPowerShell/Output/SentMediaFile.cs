using System.Management.Automation;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Output;

/// <summary>A file that was sent, as users see it.</summary>
internal static class SentMediaFile
{
    public const string TypeName = "PimPowerShell.SentMediaFile";

    public static PSObject From(MediaUpload file, string code, string provider) => TypedObject.Of(
        TypeName,
        ("Code", code),
        ("FileName", file.FileName),
        ("Size", file.Length),
        ("ContentType", file.ContentType),
        ("MediaKind", file.Target!.Kind.ToString()),
        ("Target", file.Target.Key),
        ("Attribute", file.Target.Attribute),
        ("Locale", file.Target.Locale),
        ("Channel", file.Target.Channel),
        ("Provider", provider));

    /// <summary>Whether an object is a media file, which a value names by its code.</summary>
    public static bool IsMediaFile(PSObject item) => ObjectKind.Is(item, "SentMediaFile") || ObjectKind.Is(item, "MediaFile");
}
