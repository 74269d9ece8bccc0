namespace PimPowerShell.Core.Model;

/// <summary>How a list is paged.</summary>
public enum PagingStyle
{
    /// <summary>One answer holds all, as a bare array.</summary>
    None,
    /// <summary>By page number: <c>page</c> and <c>limit</c>.</summary>
    Page,
    /// <summary>By cursor: <c>search_after</c>; by page number only up to 10,000 items.</summary>
    SearchAfter,
    /// <summary>By cursor only: <c>search_after</c>, in pages whose size is the server's own.</summary>
    Cursor,
}
