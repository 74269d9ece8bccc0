using System.Management.Automation;
using PimPowerShell.Core.Model;

namespace PimPowerShell.Output;

/// <summary>A file that was sent, as users see it.</summary>
internal static class SentMediaFile
{
    public const string TypeName = "PimPowerShell.SentMediaFile";

    public static PSObject From(MediaUpload file, string code, string provider)
    {
        var view = new PSObject();
        view.TypeNames.Insert(0, TypeName);
        Add("Code", code);
        Add("FileName", file.FileName);
        Add("Size", file.Length);
        Add("ContentType", file.ContentType);
        Add("MediaKind", file.Target!.Kind.ToString());
        Add("Target", file.Target.Key);
        Add("Attribute", file.Target.Attribute);
        Add("Locale", file.Target.Locale);
        Add("Channel", file.Target.Channel);
        Add("Provider", provider);
        return view;

        void Add(string name, object? value) => view.Properties.Add(new PSNoteProperty(name, value), preValidated: true);
    }

    /// <summary>Whether an object is a media file, which a value names by its code.</summary>
    public static bool IsMediaFile(PSObject item) => item.TypeNames.Contains(TypeName) || item.TypeNames.Contains("PimPowerShell.MediaFile");
}
