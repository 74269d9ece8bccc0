using System;

namespace PimPowerShell.Sandbox.Pims.Api;

/// <summary>A call is refused: the status message of the answer.</summary>
internal sealed class PimsException(string message) : Exception(message)
{
    public static PimsException AccessDenied() => new("Access denied!");

    public static PimsException NoProduct() => new("Product does not exist!");

    public static PimsException NoCategory() => new("Category does not exist!");
}
