# Buckets.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ ProductCount = 30 }
    $akeneo = Connect-TestSandbox $sandbox @{ Name = 'akeneo' }
    $pims = Connect-PimsSandbox $sandbox @{ Name = 'pims' }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimBucket' {
    BeforeEach { Select-PimSession $pims }

    It 'gives all, those that lie in another after it' {
        $seen = Measure-Request $sandbox { Get-PimBucket }
        $seen.Output.Code | Should -Contain 'Product images > Studio'
        $seen.Output.Code.IndexOf('Product images') | Should -BeLessThan $seen.Output.Code.IndexOf('Product images > Studio')
        $studio = $seen.Output | Where-Object Name -EQ Studio
        $studio.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.Bucket'
        $studio.Parent | Should -Be 'Product images'
        $studio.Type | Should -Be global
    }

    It 'takes a path, a number, an array, the pipe and property names' {
        $studio = Get-PimBucket 'Product images > Studio'
        $studio.Name | Should -Be Studio
        (Get-PimBucket $studio.Id).Code | Should -Be $studio.Code
        (Get-PimBucket Documents, 'Product images').Code | Should -Be Documents, 'Product images'
        ('Documents' | Get-PimBucket).Code | Should -Be Documents
        ([pscustomobject]@{ Code = 'Documents' } | Get-PimBucket).Code | Should -Be Documents
    }

    It 'reports one that does not exist, and goes on' {
        (Get-PimBucket no_such, Documents -ErrorAction SilentlyContinue -ErrorVariable failed).Code | Should -Be Documents
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        $failed[0].TargetObject | Should -Be no_such
    }

    It 'finds by type, and stops at -First' {
        $null = New-PimBucket Mine -Type personal
        (Get-PimBucket -Type personal).Code | Should -Be Mine
        (Get-PimBucket -First 1).Count | Should -Be 1
        (Get-PimBucket | Select-Object -First 1).Code | Should -Not -BeNullOrEmpty
        (Get-PimBucket -IncludeTotalCount -First 0).ToString() | Should -Match 'Total count: \d'
        Remove-PimBucket Mine -Confirm:$false
    }

    It 'is a table at the prompt' {
        Get-PimBucket | Format-Table | Out-String -Width 160 | Should -Match 'Code\s+Type\s+Id\s+Name'
    }

    It 'says that Akeneo has nothing like it, before any request' {
        $seen = Measure-Request $sandbox { Get-Terminating { Get-PimBucket -Session $akeneo } }
        $seen.Requests | Should -Be 0
        $seen.Output[0].FullyQualifiedErrorId | Should -BeLike 'PimNotSupported,*'
        "$($seen.Output[0])" | Should -Match '^Akeneo has no '
    }
}
