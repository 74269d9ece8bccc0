using System.Runtime.CompilerServices;
using System.Text;

namespace PimPowerShell.Output;

/// <summary>Between the API's names and PowerShell's: <c>quantified_associations</c> and <c>QuantifiedAssociations</c>.</summary>
internal static class ApiName
{
    public static string ToPascal(string name)
    {
        var text = new StringBuilder(name.Length);
        bool isStart = true;
        foreach (char c in name)
        {
            if (c == '_')
            {
                isStart = true;
                continue;
            }

            text.Append(isStart ? char.ToUpperInvariant(c) : c);
            isStart = false;
        }

        return text.Length == 0 ? name : text.ToString();
    }

    public static string ToSnake(string name)
    {
        if (!HasUpper(name))
        {
            return name;
        }

        var text = new StringBuilder(name.Length + 4);
        for (int i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && name[i - 1] != '_' && !char.IsUpper(name[i - 1]))
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    // asked of each field of each line of a file
    [MethodImpl(Jit.Hot)]
    private static bool HasUpper(string name)
    {
        foreach (char c in name)
        {
            if (char.IsUpper(c))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The parameter of a cmdlet that stands for a query option of the server.</summary>
    public static string ToParameter(string option) => option switch
    {
        "scope" => "Channel",
        "locales" => "Locale",
        "attributes" => "Attribute",
        "create_missing_options" => "CreateMissingOption",
        _ => ToPascal(option),
    };
}
