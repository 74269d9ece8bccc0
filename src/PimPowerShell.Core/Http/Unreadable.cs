namespace PimPowerShell.Core.Http;

/// <summary>What a login may not read is no reason to fail where it would only be looked up.</summary>
internal static class Unreadable
{
    /// <summary>Whether the server will say the same however often it is asked.</summary>
    public static bool Is(PimException e) => e.Kind is PimErrorKind.Forbidden or PimErrorKind.NotFound or PimErrorKind.Refused;

    /// <summary>Remarks it, with the server's words.</summary>
    public static void Tell(string what, PimException e, CallContext context) =>
        context.Notes?.Invoke(new PimNote($"The {what} cannot be read, and what depends on them is not checked: {e.ServerMessage ?? e.Message}", IsWarning: true));
}
