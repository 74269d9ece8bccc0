using PimPowerShell.Sandbox.Generation;

namespace PimPowerShell.Sandbox.Akeneo.Auth;

/// <summary>One connection of the PIM, its user, and an app's permanent token.</summary>
internal sealed class Credentials
{
    public string ClientId { get; } = "1_" + Secrets.Word(50);

    public string ClientSecret { get; } = Secrets.Word(50);

    public string UserName { get; } = "sandbox_" + Secrets.Word(4);

    public string Password { get; } = Secrets.Word(9);

    public string AppToken { get; } = TokenStore.NewToken();
}
