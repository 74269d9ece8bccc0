using System.Management.Automation;
using PimPowerShell.Arguments;

namespace PimPowerShell.Commands.Entities;

/// <summary>What the attributes of reference entities and those of asset families have in common.</summary>
public abstract class WritePimEntityAttributeCommand : WritePimResourceCommand
{
    /// <summary><para type="description">The labels by locale: @{ en_US = 'Description' }. A label of $null or an empty text is removed.</para></summary>
    [Parameter]
    [Alias("Labels")]
    [Field("labels")]
    [ArgumentCompleter(typeof(LocaleTableCompleter))]
    public object? Label { get; set; }

    /// <summary><para type="description">Whether it has a value for each locale. Cannot be changed later.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public bool ValuePerLocale { get; set; }

    /// <summary><para type="description">Whether it has a value for each channel. Cannot be changed later.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public bool ValuePerChannel { get; set; }

    /// <summary><para type="description">Whether an item without a value is incomplete.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public bool IsRequiredForCompleteness { get; set; }

    /// <summary><para type="description">The most characters of a text; $null for no limit.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public object? MaxCharacters { get; set; }

    /// <summary><para type="description">Whether a text has several lines. A new attribute of several lines needs -IsRichTextEditor too.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public bool IsTextarea { get; set; }

    /// <summary><para type="description">Whether a text of several lines has an editor for HTML.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public bool IsRichTextEditor { get; set; }

    /// <summary><para type="description">What a text has to be. Servers name the rule of -ValidationRegexp in one of two ways.</para></summary>
    [Parameter]
    [Field]
    [SpellingTransformation(typeof(WritePimEntityAttributeCommand))]
    [ValidateSet("none", "email", "url", "regexp", "regular_expression")]
    public string? ValidationRule { get; set; }

    /// <summary><para type="description">The expression that a text has to match, with delimiters: '/^[A-Z]+$/'.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? ValidationRegexp { get; set; }

    /// <summary><para type="description">The only file name extensions that it takes; an empty list for all.</para></summary>
    [Parameter]
    [Alias("AllowedExtensions")]
    [AllowEmptyCollection]
    [Field("allowed_extensions")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string[]? AllowedExtension { get; set; }

    /// <summary><para type="description">The largest file in megabytes.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public object? MaxFileSize { get; set; }

    /// <summary><para type="description">Whether a number may have decimals.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public bool DecimalsAllowed { get; set; }

    /// <summary><para type="description">The least number; $null for no limit.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public object? MinValue { get; set; }

    /// <summary><para type="description">The greatest number; $null for no limit.</para></summary>
    [Parameter]
    [Field]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public object? MaxValue { get; set; }
}
