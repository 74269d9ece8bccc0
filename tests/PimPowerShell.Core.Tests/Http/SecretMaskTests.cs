using System;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Http;

/// <summary>What of a body, an address and an answer is shown.</summary>
public sealed class SecretMaskTests
{
    private const string Text = "*** (a text that may hold a secret)";

    [Theory]
    [InlineData("""{"grant_type":"password","password":"Sesame42","username":"u"}""", """{"grant_type":"password","password":"***","username":"u"}""")]
    [InlineData("""{"grant_type":"authorization_code","code":"Sesame42"}""", """{"grant_type":"authorization_code","code":"***"}""")]
    [InlineData("""{ "client_id" : "c", "client_secret" : "Sesame42" }""", """{ "client_id" : "c", "client_secret" : "***" }""")]
    [InlineData("""{"access_token":"Sesame42","expires_in":3600,"token_type":null,"refresh_token":"Sesame42"}""", """{"access_token":"***","expires_in":3600,"token_type":null,"refresh_token":"***"}""")]
    [InlineData("""{"name":"x","configuration":{"url":"https://x","secret":"Sesame42"}}""", """{"name":"x","configuration":{"url":"https://x","secret":"***"}}""")]
    [InlineData("""{"credentials":[{"code":"a","value":"Sesame42"},{"code":"b","value":{"username":"u","password":"Sesame42"}}],"value":"kept"}""",
        """{"credentials":[{"code":"a","value":"***"},{"code":"b","value":"***"}],"value":"kept"}""")]
    [InlineData("""[{"credentials":[]},{"a":[[{"apikey":"Sesame42"},{"ApiKey":"Sesame42"},{"api_key":4711}]]}]""", """[{"credentials":[]},{"a":[[{"apikey":"***"},{"ApiKey":"***"},{"api_key":"***"}]]}]""")]
    [InlineData("""{"Password":"a\"Sesame42","pass\u0077ord":"Sesame42"}""", """{"Password":"***","pass\u0077ord":"***"}""")]
    [InlineData("""{"key":"Sesame42","secret":["Sesame42",{"x":"Sesame42"}],"has_secret":true,"é":"ü"}""", """{"key":"***","secret":"***","has_secret":true,"é":"ü"}""")]
    [InlineData("""{"headers":[{"name":"Authorization","value":"Bearer Sesame42"},{"value":"Sesame42","name":"X-Token"},{"name":"Accept","value":"text"}],"url":"https://u:Sesame42@h/"}""",
        """{"headers":[{"name":"Authorization","value":"***"},{"value":"***","name":"X-Token"},{"name":"Accept","value":"text"}],"url":"***"}""")]
    [InlineData("""{"headers":{"x":"Basic Sesame42"},"name":[{"operator":"=","value":"kept"}]}""", """{"headers":{"x":"***"},"name":[{"operator":"=","value":"kept"}]}""")]
    [InlineData("""{"configuration":"{\"secret\":\"Sesame42\"}"}""", """{"configuration":"***"}""")]
    [InlineData("{\"code\":\"a\"}\n{\"code\":\"b\",\"token\":\"Sesame42\"}\n", "{\"code\":\"a\"}\n{\"code\":\"b\",\"token\":\"***\"}\n")]
    [InlineData("""{"code":"keywords","values":{"key_features":[{"data":"a"}],"monkey":1}}""", """{"code":"keywords","values":{"key_features":[{"data":"a"}],"monkey":1}}""")]
    [InlineData("username=u&password=Sesame%2042&grant_type=password", "username=u&password=***&grant_type=password")]
    [InlineData("client%5Fsecret=Sesame42", "client%5Fsecret=***")]
    [InlineData("credentials[0][code]=a&credentials[0][value]=Sesame42&configuration%5Bsecret%5D=Sesame42", "credentials[0][code]=a&credentials[0][value]=***&configuration%5Bsecret%5D=***")]
    [InlineData("data=%7B%22password%22%3A%22Sesame42%22%7D", "data=***")]
    [InlineData("""{"password":"Sesame42",}""", Text)]
    [InlineData("<password>Sesame42</password>", Text)]
    [InlineData("user=u; password=Sesame42", Text)]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"configuration[secret]\"\r\n\r\nSesame42\r\n--b--", Text)]
    [InlineData("\"password=Sesame42\"", "\"***\"")]
    [InlineData("p\0a\0s\0s\0w\0o\0r\0d\0=\0S\0", Text)]
    [InlineData("", "")]
    [InlineData("label;Red\nlabel;Blue", "label;Red\nlabel;Blue")]
    public void A_body_is_shown_without_secrets(string body, string expected) => Assert.Equal(expected, SecretMask.Hide(Make.Utf8(body)));

    [Theory]
    [InlineData("https://joe:Sesame42@pim.example/x?page=2", "https://pim.example/x?page=2")]
    [InlineData("api/x?client%5Fsecret=Sesame42&page=2#access_token=Sesame42", "api/x?client%5Fsecret=***&page=2#access_token=***")]
    [InlineData("api/oauth/v1/token", "api/oauth/v1/token")]
    public void An_address_is_shown_without_secrets(string address, string expected) => Assert.Equal(expected, SecretMask.HideAddress(address));

    [Fact]
    public void Secrets_are_found_in_address_and_body()
    {
        Assert.Equal(["Sesame-4711", "Sesame 42", "12345"],
            SecretMask.In(new Uri("https://x/?access_token=Sesame%2042"), Make.Utf8("""{"secret":{"a":["Sesame-4711",12345,"abc"]},"code":"c"}""")));
        Assert.Equal(["Sesame42"], SecretMask.In(new Uri("https://x/"), Make.Utf8("password=Sesame42&x=y")));
        Assert.Empty(SecretMask.In(new Uri("https://x/"), null));
    }

    [Theory]
    [InlineData("application/json", """{"code":422,"message":"Sesame42 is no password","errors":[{"property":"secret","message":"Sesame42 is too short"}]}""")]
    [InlineData("text/plain", "The password was Sesame42")]
    [InlineData("text/plain", """{"password":"Sesame42","x":""")]
    [InlineData("text/plain", "Sesame42?")]
    [InlineData("application/json", """[{"access_token":"Sesame43"}]""")]
    public async Task An_answer_that_repeats_secrets_is_quoted_without_them(string type, string answer)
    {
        using var server = new ScriptedServer(ScriptedAnswer.Text(answer, type, 422));
        using AkeneoProvider provider = Make.App(server.Url);
        byte[] body = Make.Utf8("""{"password":"Sesame42"}""");
        var address = new Uri(server.Url, "x/Sesame42");
        var request = new PimRequest(HttpMethod.Post, address) { Body = body, ContentType = "application/json", Secrets = SecretMask.In(address, body) };
        var log = new CallLog();

        using PimResponse response = await provider.SendAsync(request, log.Context());
        PimException error = provider.Refusal(request, response);

        string shown = string.Join("\n", [error.ToString(), error.ServerMessage, log.Text, .. error.Errors.Select(static one => one.Message)]);
        Assert.DoesNotContain("Sesame", shown, StringComparison.Ordinal);
        Assert.Contains("***", shown, StringComparison.Ordinal);
        Assert.Contains("Sesame42", server.Requests[0].Body, StringComparison.Ordinal);
    }
}
