# Deleting families.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Version = 'v20250717143807'; Provider = 'Both' }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'user' }
    $null = Select-PimSession $session
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Remove-PimFamily' {
    BeforeEach { Select-PimSession $session }

    BeforeEach {
        $null = 'one', 'two' | ForEach-Object { New-PimFamily $_ }
    }

    AfterEach {
        'one', 'two' | Remove-PimFamily -Confirm:$false -ErrorAction SilentlyContinue
    }

    It 'deletes: <What>' -ForEach @(
        @{ What = 'by code'; Script = { Remove-PimFamily one, two -Confirm:$false } }
        @{ What = 'codes from the pipe'; Script = { 'one', 'two' | Remove-PimFamily -Confirm:$false } }
        @{ What = 'objects from the pipe'; Script = { Get-PimFamily one, two | Remove-PimFamily -Confirm:$false } }
        @{ What = 'rows'; Script = { [pscustomobject]@{ Code = 'one' }, [pscustomobject]@{ Code = 'two' } | Remove-PimFamily -Confirm:$false } }
    ) {
        & $Script | Should -BeNullOrEmpty
        Get-PimFamily one, two -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'reports one that does not exist, non-terminating, and goes on' {
        Remove-PimFamily no_such, one -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        Get-PimFamily one -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'sends nothing with -WhatIf, and asks otherwise' {
        (Measure-Request $sandbox { 'one', 'two' | Remove-PimFamily -WhatIf }).Requests | Should -Be 0
        (Invoke-InRunspace { try { Remove-PimFamily one -Session $session } catch { 'asked' } } @{ session = $session }).Output | Should -Be asked
    }

    It 'deletes each once past a lost answer' {
        $sandbox.Options.ResetAfterActingEvery = 2
        'one', 'two' | Remove-PimFamily -Confirm:$false -ErrorVariable failed
        $sandbox.Options.ResetAfterActingEvery = 0
        $failed | Should -BeNullOrEmpty
        Get-PimFamily one, two -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'leaves a family in use, in the server''s words' {
        Remove-PimFamily shoes, cameras -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.FullyQualifiedErrorId | Should -BeLike 'PimRefused,*'
        "$($failed[0])" | Should -Match 'linked to family variants'
        "$($failed[1])" | Should -Match 'linked to products'
    }
}
