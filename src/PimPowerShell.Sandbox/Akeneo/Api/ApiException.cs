using System;
using System.Collections.Generic;
using System.Linq;

namespace PimPowerShell.Sandbox.Akeneo.Api;

/// <summary>A call is refused: status and body of the answer.</summary>
internal sealed class ApiException : Exception
{
    private const string CheckFormat = " Check the expected format on the API documentation.";

    public ApiException(int status, string message)
        : base(message) => Status = status;

    public int Status { get; }

    /// <summary>Whether the body links to the documentation of the operation.</summary>
    public bool LinksToOperation { get; private set; }

    /// <summary>A link to a page of the documentation other than the operation's.</summary>
    public string? Documentation { get; init; }

    /// <summary>The methods that the path has, for the header of a 405.</summary>
    public string? Allow { get; init; }

    public IReadOnlyList<Violation> Violations { get; private set; } = [];

    /// <summary>A 422 that ends with the hint at the documentation and links to it (7.3 b).</summary>
    public static ApiException Documented(string message) => new(422, message + CheckFormat) { LinksToOperation = true };

    /// <summary>A 422 that links to the documentation without saying so.</summary>
    public static ApiException Linked(string message) => new(422, message) { LinksToOperation = true };

    /// <summary>A 422 with a list of violations, each told once (7.3 c).</summary>
    public static ApiException Invalid(IEnumerable<Violation> violations) =>
        new(422, "Validation failed.") { Violations = [.. violations.Distinct()] };

    /// <summary>A list of violations under a message of its own (6.3).</summary>
    public static ApiException WithViolations(int status, string message, IEnumerable<Violation> violations) =>
        new(status, message) { Violations = [.. violations.Distinct()] };

    /// <summary>The same refusal by an operation that does not point at the documentation.</summary>
    public ApiException WithoutLink() => new(Status, Message.Replace(CheckFormat, "")) { Violations = Violations };

    public static ApiException Unprocessable(string message) => new(422, message);

    public static ApiException BadRequest(string message) => new(400, message);

    public static ApiException NotFound(string message) => new(404, message);

    public static ApiException BadJson() => new(400, "Invalid json message received");

    public static ApiException UnknownProperty(string name) => Documented($"Property \"{name}\" does not exist.");

    public static ApiException WrongType(string property, string expected, string given) =>
        Documented($"Property \"{property}\" expects {expected} as data, \"{given}\" given.");

    /// <summary>The property names something that does not exist.</summary>
    public static ApiException UnknownCode(string property, string key, string reason, string given) =>
        Documented($"Property \"{property}\" expects a valid {key}. {reason}, \"{given}\" given.");
}
