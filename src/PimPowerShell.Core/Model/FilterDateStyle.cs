namespace PimPowerShell.Core.Model;

/// <summary>How the values of a date filter are written.</summary>
public enum FilterDateStyle
{
    /// <summary><c>2016-07-05 10:00:00</c> in the server's time zone; UTC is sent.</summary>
    ServerTime,
    /// <summary>ISO 8601, <c>2021-05-17T15:19:32Z</c>.</summary>
    Iso,
}
