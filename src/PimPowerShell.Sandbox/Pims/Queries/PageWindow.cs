using System.Text.Json;
using PimPowerShell.Sandbox.Pims.Api;

namespace PimPowerShell.Sandbox.Pims.Queries;

/// <summary>Which page of how many.</summary>
internal sealed record PageWindow(int Size, int Number)
{
    public const int DefaultSize = 24;
    public const int MaximumSize = 500;

    public long Offset => (long)(Number - 1) * Size;

    /// <summary>That sizes and numbers out of range are refused is an assumption; with which words, too.</summary>
    public static PageWindow Of(int? size, int? number, int maximum = MaximumSize)
    {
        PageWindow page = new(size ?? DefaultSize, number ?? 1);
        return page.Size < 1 || page.Size > maximum ? throw new PimsException($"The page size should be in the range of 1 to {maximum}!")
            : page.Number < 1 ? throw new PimsException("The page number should be greater than 0!")
            : page;
    }

    public static PageWindow Parse(JsonElement parameters, FieldNames names, int maximum = MaximumSize)
    {
        JsonElement pagination = Field.Object(parameters, "pagination");
        return Of(Field.Number(pagination, names.PageSize), Field.Number(pagination, names.PageNumber), maximum);
    }
}
