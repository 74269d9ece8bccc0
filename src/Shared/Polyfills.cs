using System.ComponentModel;

#pragma warning disable IDE0130 // the compiler looks for these types in their own namespaces

namespace System.Diagnostics.CodeAnalysis
{
    [AttributeUsage(AttributeTargets.Constructor)]
    internal sealed class SetsRequiredMembersAttribute : Attribute;
}

namespace System.Runtime.CompilerServices
{
    // netstandard2.0 lacks the types that the compiler needs for init-only and required members.
    [EditorBrowsable(EditorBrowsableState.Never)]
    internal static class IsExternalInit;

    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property)]
    internal sealed class RequiredMemberAttribute : Attribute;

    [AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
    internal sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
    {
        public string FeatureName { get; } = featureName;
    }

    /// <summary>
    /// A method that one command runs for each of many thousand items: compiled once and well, as the seconds that
    /// a list takes are over before the runtime would come back to it.
    /// </summary>
    internal static class Jit
    {
        // MethodImplOptions.AggressiveOptimization, which netstandard2.0 has no name for
        public const MethodImplOptions Hot = (MethodImplOptions)512;
    }
}
